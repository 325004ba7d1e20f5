@NullMarked
package dev.errand.sandbox.notion.rules;

import org.jspecify.annotations.NullMarked;
