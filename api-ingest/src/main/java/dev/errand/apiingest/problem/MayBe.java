package dev.errand.apiingest.problem;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a parameter of an address may be, for who sent something else. */
@Target({ElementType.TYPE, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface MayBe {

  /** What follows "is not", as "a whole number from 1 to 200". */
  String value();
}
