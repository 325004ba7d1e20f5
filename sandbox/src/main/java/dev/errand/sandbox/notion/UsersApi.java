package dev.errand.sandbox.notion;

import dev.errand.sandbox.people.Person;
import dev.errand.sandbox.world.World;

/** {@code /users}: the bot itself, and the people of its workspace. */
final class UsersApi {

  private final World world;
  private final Notion notion;

  UsersApi(World world, Notion notion) {
    this.world = world;
    this.notion = notion;
  }

  Answer me(NotionCall call) {
    return Answer.of(NotionUsers.bot(call.connection()));
  }

  Answer get(NotionCall call) {
    String id = call.id("id", "user_id");
    if (id.equals(call.bot())) {
      return me(call);
    }
    return world.people().all().stream()
        .filter(person -> person.notionUserId().equals(id) && sameWorkspace(call, person))
        .findFirst()
        .map(person -> Answer.of(NotionUsers.person(person)))
        .orElseThrow(() -> call.notFound("user", id));
  }

  private boolean sameWorkspace(NotionCall call, Person person) {
    return notion.workspaces().of(person) == call.connection().workspace();
  }
}
