package dev.errand.bench;

import dev.errand.schemas.UserId;

/** Somebody with a connected Notion account and a page in it, by its id. */
record Member(UserId user, String page) {}
