/**
 * A run as a folder to keep and to show: {@code report.html} for people, {@code results.json} for programs, the wire of each case, and what
 * build servers and READMEs want. Begin with {@code ReportFolder}. Nothing gets in unmasked, and nothing gets into a page unescaped.
 */
@NullMarked
package ee.fluxychat.tck.report.folder;

import org.jspecify.annotations.NullMarked;
