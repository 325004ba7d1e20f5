package dev.errand.local.demo;

import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.Address;
import java.util.List;

/** Who is in the demo, in a round: each writes to the next one. */
record Cast(List<UserId> people) {

  Cast {
    people = List.copyOf(people);
  }

  UserId first() {
    return people.getFirst();
  }

  UserId last() {
    return people.getLast();
  }

  UserId next(UserId person) {
    return people.get((people.indexOf(person) + 1) % people.size());
  }

  UserId previous(UserId person) {
    return people.get((people.indexOf(person) + people.size() - 1) % people.size());
  }

  /** As a person would write it. */
  static String name(UserId person) {
    String id = person.value();
    return Character.toUpperCase(id.charAt(0)) + id.substring(1, id.indexOf('-'));
  }

  static Address address(UserId person) {
    return new Address(person + "@sandbox.example", name(person));
  }
}
