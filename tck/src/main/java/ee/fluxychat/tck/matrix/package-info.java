/** Several runs side by side: servers against clauses, as one page. Reads what {@code report.folder} wrote. Begin with {@code MatrixCommand}. */
@NullMarked
package ee.fluxychat.tck.matrix;

import org.jspecify.annotations.NullMarked;
