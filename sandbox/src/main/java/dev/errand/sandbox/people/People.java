package dev.errand.sandbox.people;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Everybody in the world. Safe for all threads. */
public final class People {

  /** One tenant for all, as colleagues; a person made with another tenant is a stranger. */
  public static final String TENANT = "5f1d7a52-0c1f-4c53-9a39-000000000001";

  private final Map<String, Person> byId = new ConcurrentHashMap<>();
  private final Map<String, Person> byEmail = new ConcurrentHashMap<>();

  /** Makes somebody with an own workspace on the free plan and an own mailbox. */
  public Person make(String id) {
    return add(draft(id));
  }

  public Person make(String id, Plan plan) {
    Person draft = draft(id);
    return add(
        new Person(
            id,
            draft.name(),
            draft.email(),
            draft.notionUserId(),
            draft.workspaceId(),
            draft.workspaceName(),
            plan,
            TENANT,
            draft.objectId()));
  }

  /** Somebody by default: name and address follow from the id, ids do too. */
  public static Person draft(String id) {
    String name = id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
    return new Person(
        id,
        name,
        id + "@sandbox.example",
        derived("user", id),
        derived("workspace", id),
        name + "'s Notion",
        Plan.FREE,
        TENANT,
        derived("mailbox", id));
  }

  /** The same id each run, so that a sandbox that is started again knows the same people. */
  public static String derived(String kind, String id) {
    byte[] seed = (kind + "/" + id).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(seed).toString();
  }

  /**
   * Lets somebody in.
   *
   * @throws IllegalArgumentException if the id or the address is taken
   */
  public Person add(Person person) {
    if (byEmail.putIfAbsent(key(person.email()), person) != null) {
      throw new IllegalArgumentException(person.email() + " is taken");
    }
    if (byId.putIfAbsent(person.id(), person) != null) {
      byEmail.remove(key(person.email()));
      throw new IllegalArgumentException(person.id() + " is taken");
    }
    return person;
  }

  /** By id or e-mail address. */
  public Optional<Person> find(String idOrEmail) {
    Person person = byId.get(idOrEmail);
    return Optional.ofNullable(person != null ? person : byEmail.get(key(idOrEmail)));
  }

  /**
   * The person who must be there.
   *
   * @throws IllegalArgumentException if there is nobody with that id
   */
  public Person get(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("There is no person " + id));
  }

  public List<Person> all() {
    Collection<Person> all = byId.values();
    return all.stream().sorted((a, b) -> a.id().compareTo(b.id())).toList();
  }

  private static String key(String email) {
    return email.toLowerCase(Locale.ROOT);
  }
}
