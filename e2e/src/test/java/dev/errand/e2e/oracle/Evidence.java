package dev.errand.e2e.oracle;

import dev.errand.schemas.Command;
import dev.errand.schemas.Result;
import dev.errand.schemas.UserId;
import java.util.List;
import java.util.Map;

/**
 * What is known after a run.
 *
 * @param published each user's commands in the order in which they were published
 * @param results all result records, repeats included, in the order of their topic
 * @param calls what the sandbox's ledger has of these people
 * @param lines the text of the blocks of each user's own page, from top to bottom
 * @param titles the titles of the pages under each user's "Personal Assistant", oldest first
 */
public record Evidence(
    Map<UserId, List<Command>> published,
    List<Result> results,
    List<LedgerCall> calls,
    Map<UserId, List<String>> lines,
    Map<UserId, List<String>> titles) {}
