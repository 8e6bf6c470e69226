package ee.fluxychat.tck.report;

import ee.fluxychat.tck.client.Transcript;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a run as JUnit XML, the form that build servers read: a chapter is a class, a case is a test. */
public final class JUnitXmlReport {

    private JUnitXmlReport() {}

    /** Writes the file anew. */
    public static void write(Path file, RunResult result) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "fluxychat-tck");
            xml.writeAttribute("tests", String.valueOf(result.cases().size()));
            xml.writeAttribute("failures", String.valueOf(result.count(Verdict.FAIL) + result.count(Verdict.STALE)));
            xml.writeAttribute(
                    "errors", String.valueOf(result.count(Verdict.UNREACHABLE) + result.count(Verdict.INCONCLUSIVE)));
            xml.writeAttribute(
                    "skipped",
                    String.valueOf(result.count(Verdict.SKIP)
                            + result.count(Verdict.DEVIATION)
                            + result.count(Verdict.EXCLUDED)));
            for (CaseResult each : result.cases()) {
                write(xml, each);
            }
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static void write(XMLStreamWriter xml, CaseResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", result.chapter());
        xml.writeAttribute("name", result.clause().id() + " " + result.claim());
        xml.writeAttribute(
                "time", String.format(Locale.ROOT, "%.3f", result.took().toNanos() / 1e9));
        switch (result.verdict()) {
            case FAIL, STALE -> problem(xml, "failure", result);
            case UNREACHABLE, INCONCLUSIVE -> problem(xml, "error", result);
            case SKIP, DEVIATION, EXCLUDED -> problem(xml, "skipped", result);
            case WARN -> {
                xml.writeStartElement("system-out");
                xml.writeCharacters(clean("not followed: " + text(result)));
                xml.writeEndElement();
            }
            case OK -> {
                // nothing to add
            }
        }
        xml.writeEndElement();
    }

    private static void problem(XMLStreamWriter xml, String name, CaseResult result) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeAttribute("message", clean(message(result)));
        if (result.finding().isPresent()) {
            xml.writeCharacters(clean(text(result)));
        }
        xml.writeEndElement();
    }

    private static String message(CaseResult result) {
        return result.finding()
                .map(each -> each.what() + ": expected " + each.expected() + ", actual " + each.actual())
                .map(Visible::line)
                .orElse(Visible.line(result.reason()));
    }

    private static String text(CaseResult result) {
        return result.clause().text() + " (" + result.clause().source() + ")\n" + message(result) + "\n"
                + result.transcript().stream().map(JUnitXmlReport::line).collect(Collectors.joining("\n"));
    }

    private static String line(Transcript.Line line) {
        return line.at().toMillis() + " ms " + line.who() + " "
                + line.direction().arrow() + " " + Visible.line(line.text());
    }

    /** XML 1.0 cannot carry every character that a frame can. */
    private static String clean(String text) {
        return text.codePoints()
                .map(each -> canBe(each) ? each : '\uFFFD')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean canBe(int c) {
        boolean isHalf = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return c == '\n' || c == '\t' || (c >= ' ' && c != 0xFFFE && c != 0xFFFF && !isHalf);
    }
}
