package memfs.kernel.protocol;

/**
 * Where the parts of a request and of its reply are in their buffers: one behind the other as /dev/fuse has them, or apart as
 * in a ring ({@code struct fuse_uring_req_header} and its payload in {@code include/uapi/linux/fuse.h}).
 *
 * @param fields
 *            where the operation's own header begins
 * @param fieldsEnd
 *            the end of the room that it has; 0 where the payload follows it at once
 * @param payload
 *            where names and data begin; unused where they follow at once
 * @param reply
 *            where a reply goes on behind its header
 */
public record Framing(int fields, int fieldsEnd, int payload, int reply) {
    public static final Framing DEVICE = new Framing(Abi.IN_HEADER, 0, 0, Abi.OUT_HEADER);

    public boolean isRing() {
        return fieldsEnd > 0;
    }
}
