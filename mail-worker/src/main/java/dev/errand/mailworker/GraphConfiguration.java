package dev.errand.mailworker;

import dev.errand.mailworker.graph.GraphBatch;
import dev.errand.mailworker.graph.GraphContent;
import dev.errand.mailworker.graph.GraphDelta;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.GraphReplies;
import dev.errand.mailworker.graph.GraphReports;
import dev.errand.mailworker.graph.GraphSearch;
import dev.errand.mailworker.graph.GraphUploads;
import dev.errand.runtime.http.ProviderHttp;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The doors to Graph, each to a part of it. */
@Configuration(proxyBeanMethods = false)
class GraphConfiguration {

  @Bean
  GraphMail graphMail(ProviderHttp http, GraphSettings graph) {
    return new GraphMail(http, graph.baseUrl());
  }

  @Bean
  GraphSearch graphSearch(ProviderHttp http, GraphSettings graph) {
    return new GraphSearch(http, graph.baseUrl());
  }

  @Bean
  GraphDelta graphDelta(ProviderHttp http, GraphSettings graph) {
    return new GraphDelta(http, graph.baseUrl());
  }

  @Bean
  GraphBatch graphBatch(ProviderHttp http, GraphSettings graph) {
    return new GraphBatch(http, graph.baseUrl());
  }

  @Bean
  GraphUploads graphUploads(ProviderHttp http, GraphSettings graph) {
    return new GraphUploads(http, graph.baseUrl());
  }

  @Bean
  GraphReplies graphReplies(ProviderHttp http, GraphSettings graph) {
    return new GraphReplies(http, graph.baseUrl());
  }

  @Bean
  GraphContent graphContent(ProviderHttp http, GraphSettings graph) {
    return new GraphContent(http, graph.baseUrl());
  }

  @Bean
  GraphReports graphReports(ProviderHttp http, GraphSettings graph) {
    return new GraphReports(http, graph.baseUrl());
  }
}
