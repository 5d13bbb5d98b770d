package memfs.contract;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

import memfs.contract.RemoteFile.Command;

/** Another process on the same mount: {@link #main} serves the commands of {@link RemoteFile} until its input ends. */
final class Peer implements AutoCloseable {
    private final Process process;
    private final DataOutputStream commands;
    private final DataInputStream replies;

    Peer() throws IOException {
        process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Peer.class.getName()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        commands = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        replies = new DataInputStream(process.getInputStream());
    }

    SharedFile open(String path, String scratchPath) throws IOException {
        return new RemoteFile(commands, replies, path, scratchPath);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws IOException {
        DataInputStream commands = new DataInputStream(System.in);
        DataOutputStream replies = new DataOutputStream(new BufferedOutputStream(System.out));
        LocalFile file = null;
        for (int command = commands.read(); command >= 0; command = commands.read()) {
            try {
                byte[] reply = {};
                switch (Command.values()[command]) {
                    case OPEN -> file = new LocalFile(commands.readUTF(), commands.readUTF());
                    case WRITE -> file.write(WriteKind.valueOf(commands.readUTF()),
                            new Piece(commands.readInt(), commands.readInt(), commands.readByte()));
                    case READ -> reply = file.read(ReadKind.valueOf(commands.readUTF()));
                    case START_READING -> file.startReading();
                    case STOP_READING -> file.stopReading();
                    case CLOSE -> file.close();
                }
                replies.writeUTF("");
                replies.writeInt(reply.length);
                replies.write(reply);
            } catch (RuntimeException | AssertionError e) {
                replies.writeUTF(e.toString());
            }
            replies.flush();
        }
    }
}
