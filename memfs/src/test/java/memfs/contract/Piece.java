package memfs.contract;

/** A range of a file, and the byte that it is filled with. */
record Piece(int offset, int length, byte value) {
    int end() {
        return offset + length;
    }

    Piece with(int newValue) {
        return new Piece(offset, length, (byte) newValue);
    }
}
