package ee.fluxychat.tck.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FilterReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** A history in a file, one event a line, read and written without holding it. */
public final class HistoryFile {

    /** What an event takes at most is far less. */
    private static final int LONGEST_LINE = 1_000_000;

    private HistoryFile() {}

    /** Writes the file anew, and the folder it is in if there is none. */
    public static void write(Path file, List<HistoryEvent> lines) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        // half a surrogate pair, which a case may well send, becomes a question mark and no failure
        try (Writer out = new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(file), UTF_8))) {
            for (HistoryEvent each : lines) {
                out.write(each.line());
                out.write('\n');
            }
        }
    }

    /** Hands out each event with its line's number; empty lines are passed over. Fails with {@link Malformed}. */
    static void read(Path file, ObjIntConsumer<HistoryEvent> reader) {
        int number = 0;
        try (BufferedReader lines = new BufferedReader(new LineLimit(Files.newBufferedReader(file)))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    reader.accept(HistoryEvent.parse(line), number);
                }
            }
        } catch (Malformed malformed) {
            throw new Malformed(file + ":" + number + " " + malformed.getMessage());
        } catch (NoSuchFileException e) {
            throw new Malformed("there is no file " + file);
        } catch (CharacterCodingException e) {
            throw new Malformed(file + " is not UTF-8 after line " + number);
        } catch (LineTooLong e) {
            throw new Malformed(file + ":" + (number + 1) + " is longer than " + LONGEST_LINE + " characters");
        } catch (IOException e) {
            throw new Malformed(file + " cannot be read: " + e.getMessage());
        }
    }

    /** Ends a line that would not fit the memory before it is read. */
    private static final class LineLimit extends FilterReader {

        private int length;

        LineLimit(Reader in) {
            super(in);
        }

        @Override
        public int read(char[] buffer, int offset, int count) throws IOException {
            int read = super.read(buffer, offset, count);
            for (int i = offset; i < offset + read; i++) {
                length = buffer[i] == '\n' ? 0 : length + 1;
                if (length > LONGEST_LINE) {
                    throw new LineTooLong();
                }
            }
            return read;
        }
    }

    private static final class LineTooLong extends IOException {
        private static final long serialVersionUID = 1;
    }
}
