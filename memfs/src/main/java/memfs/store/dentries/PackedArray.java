package memfs.store.dentries;

import java.util.Arrays;

/**
 * Arrays that hold elements from their start on and null behind them: lists without an object of their own, since most
 * directories are so small that it would count. But for the shortest, two thirds of one are in use.
 */
final class PackedArray {
    private PackedArray() {}

    static int count(Object[] array) {
        int low = 0;
        int high = array.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (array[middle] == null) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The array, or a longer one in its place, with one more element. */
    static <T> T[] append(T[] array, T element) {
        int count = count(array);
        T[] roomy = count < array.length ? array : Arrays.copyOf(array, even(count + count / 4 + 1));
        roomy[count] = element;
        return roomy;
    }

    /** The array, or a shorter one in its place, without one of its elements. */
    static <T> T[] remove(T[] array, int index) {
        int left = count(array) - 1;
        System.arraycopy(array, index + 1, array, index, left - index);
        array[left] = null;
        return 3 * left < 2 * array.length ? shortened(array, even(left)) : array;
    }

    private static <T> T[] shortened(T[] array, int length) {
        try {
            return Arrays.copyOf(array, length);
        } catch (OutOfMemoryError _) {
            // A removal must not fail for want of heap.
            return array;
        }
    }

    /** The greater length that takes as much memory: objects are aligned to 8 bytes. */
    private static int even(int length) {
        return length + 1 & ~1;
    }
}
