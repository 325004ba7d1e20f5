package dev.errand.runtime.connections;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A user's wrapped data key in its table. */
@Entity
@Table(name = "data_key")
class DataKeyRow {

  @Id private String userId = "";

  private String wrapped = "";

  /** For Hibernate. */
  protected DataKeyRow() {}

  String userId() {
    return userId;
  }

  String wrapped() {
    return wrapped;
  }
}
