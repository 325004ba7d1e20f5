package dev.errand.mailworker;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Graph is.
 *
 * @param baseUrl with the version
 */
@ConfigurationProperties("errand.graph")
record GraphProperties(@DefaultValue("https://graph.microsoft.com/v1.0") URI baseUrl) {}
