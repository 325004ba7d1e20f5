@NullMarked
package dev.errand.noteworker.policy;

import org.jspecify.annotations.NullMarked;
