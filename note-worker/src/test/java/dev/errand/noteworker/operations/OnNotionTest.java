package dev.errand.noteworker.operations;

import dev.errand.schemas.OperationName;
import dev.errand.schemas.Result;
import java.util.List;
import java.util.Map;

/** The contract, kept in Notion. */
class OnNotionTest extends NoteOperationsContract {

  @Override
  NoteKeeper keeper() {
    return new InNotion(new NotionUser());
  }

  private record InNotion(NotionUser user) implements NoteKeeper {

    @Override
    public Result run(OperationName operation, Map<String, ?> data) {
      return user.run(operation, data);
    }

    @Override
    public void onAnotherWorker() {
      user.onAnotherWorker();
    }

    @Override
    public NoteKeeper somebodyElse() {
      return new InNotion(new NotionUser());
    }

    @Override
    public List<String> listed() {
      return user.listed();
    }

    @Override
    public int count(String title) {
      return user.pages(title).size();
    }
  }
}
