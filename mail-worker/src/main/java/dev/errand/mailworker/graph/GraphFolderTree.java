package dev.errand.mailworker.graph;

import dev.errand.pipeline.AccessToken;
import dev.errand.runtime.http.HttpFailure;
import dev.errand.runtime.http.NoAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Folders in folders, many lists in one HTTP request. For all threads. */
public final class GraphFolderTree {

  private static final TypeReference<Page<MailFolder>> FOLDERS = new TypeReference<>() {};

  private final GraphBatch batch;

  public GraphFolderTree(GraphBatch batch) {
    this.batch = batch;
  }

  /**
   * The first part of the folders directly in each of those.
   *
   * @param parents at most {@link GraphBatch#MOST}
   * @return in the order of the parents
   * @throws HttpFailure if one of the lists was refused
   */
  public List<Page<MailFolder>> children(AccessToken token, List<String> parents) {
    return batch.read(token, parents.stream().map(GraphFolderTree::url).toList()).stream()
        .map(GraphFolderTree::page)
        .toList();
  }

  private static String url(String parent) {
    return "/me/mailFolders/"
        + UriUtils.encode(parent, StandardCharsets.UTF_8)
        + "/childFolders?$select="
        + GraphMail.FOLDER
        + "&$top="
        + GraphMail.PAGE;
  }

  private static Page<MailFolder> page(GraphBatch.Item item) {
    return switch (item) {
      case GraphBatch.Item.Told(JsonNode body) -> read(body);
      case GraphBatch.Item.Failed(HttpFailure failure) -> throw failure;
    };
  }

  private static Page<MailFolder> read(JsonNode body) {
    try {
      return JsonMapper.shared().treeToValue(body, FOLDERS);
    } catch (JacksonException notFolders) {
      throw new NoAnswer(true, "the answer could not be read");
    }
  }
}
