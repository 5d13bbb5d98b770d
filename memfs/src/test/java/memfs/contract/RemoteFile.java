package memfs.contract;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A {@link SharedFile} of another process, which {@link Peer} runs and commands over pipes. */
final class RemoteFile implements SharedFile {
    /** What the other process is asked for; the commands of {@link SharedFile}. */
    enum Command {
        OPEN, WRITE, READ, START_READING, STOP_READING, CLOSE
    }

    private final DataOutputStream commands;
    private final DataInputStream replies;

    RemoteFile(DataOutputStream commands, DataInputStream replies, String path, String scratchPath)
            throws IOException {
        this.commands = commands;
        this.replies = replies;
        commands.writeByte(Command.OPEN.ordinal());
        commands.writeUTF(path);
        commands.writeUTF(scratchPath);
        awaitReply();
    }

    /** @return what was asked for: nothing, or the file's bytes */
    private byte[] awaitReply() throws IOException {
        commands.flush();
        String failure = replies.readUTF();
        if (!failure.isEmpty()) {
            throw new AssertionError("the other process: " + failure);
        }
        return replies.readNBytes(replies.readInt());
    }

    @Override
    public void write(WriteKind kind, Piece piece) throws IOException {
        commands.writeByte(Command.WRITE.ordinal());
        commands.writeUTF(kind.name());
        commands.writeInt(piece.offset());
        commands.writeInt(piece.length());
        commands.writeByte(piece.value());
        awaitReply();
    }

    @Override
    public byte[] read(ReadKind kind) throws IOException {
        commands.writeByte(Command.READ.ordinal());
        commands.writeUTF(kind.name());
        return awaitReply();
    }

    @Override
    public void startReading() throws IOException {
        commands.writeByte(Command.START_READING.ordinal());
        awaitReply();
    }

    @Override
    public void stopReading() throws IOException {
        commands.writeByte(Command.STOP_READING.ordinal());
        awaitReply();
    }

    @Override
    public void close() throws IOException {
        commands.writeByte(Command.CLOSE.ordinal());
        awaitReply();
    }
}
