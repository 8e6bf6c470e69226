/**
 * What was sent, acknowledged, heard and stored in one play, as JSON lines that anybody can write ({@code HistoryEvent}), how the kit records
 * it ({@code HistoryRecorder}) and how order, loss and repetition are found in it ({@code HistoryCheck}). Knows nothing else of the kit.
 */
@NullMarked
package ee.fluxychat.tck.history;

import org.jspecify.annotations.NullMarked;
