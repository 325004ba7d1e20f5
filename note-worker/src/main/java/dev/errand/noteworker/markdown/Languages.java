package dev.errand.noteworker.markdown;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The languages of code: Notion takes only those it knows.
 *
 * <p>From {@code LanguageRequest} in notion-sdk-js 5.26.0, 2026-08-20.
 */
final class Languages {

  private static final String NONE = "plain text";

  private static final Set<String> NOTION =
      Set.of(
          ("abap,abc,agda,arduino,ascii art,assembly,bash,basic,bnf,c,c#,c++,clojure,coffeescript,"
                  + "coq,css,dart,dhall,diff,docker,ebnf,elixir,elm,erlang,f#,flow,fortran,gherkin,"
                  + "glsl,go,graphql,groovy,haskell,hcl,html,idris,java,javascript,json,julia,"
                  + "kotlin,latex,less,lisp,livescript,llvm ir,lua,makefile,markdown,markup,matlab,"
                  + "mathematica,mermaid,nix,notion formula,objective-c,ocaml,pascal,perl,php,"
                  + "plain text,powershell,prolog,protobuf,purescript,python,r,racket,reason,ruby,"
                  + "rust,sass,scala,scheme,scss,shell,smalltalk,solidity,sql,swift,toml,"
                  + "typescript,vb.net,verilog,vhdl,visual basic,webassembly,xml,yaml,"
                  + "java/c/c++/c#")
              .split(","));

  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("console", "shell"),
          Map.entry("cpp", "c++"),
          Map.entry("cs", "c#"),
          Map.entry("csharp", "c#"),
          Map.entry("dockerfile", "docker"),
          Map.entry("fsharp", "f#"),
          Map.entry("golang", "go"),
          Map.entry("hs", "haskell"),
          Map.entry("js", "javascript"),
          Map.entry("jsx", "javascript"),
          Map.entry("kt", "kotlin"),
          Map.entry("make", "makefile"),
          Map.entry("md", "markdown"),
          Map.entry("objc", "objective-c"),
          Map.entry("proto", "protobuf"),
          Map.entry("ps1", "powershell"),
          Map.entry("py", "python"),
          Map.entry("rb", "ruby"),
          Map.entry("rs", "rust"),
          Map.entry("sh", "shell"),
          Map.entry("terraform", "hcl"),
          Map.entry("tex", "latex"),
          Map.entry("ts", "typescript"),
          Map.entry("tsx", "typescript"),
          Map.entry("wasm", "webassembly"),
          Map.entry("yml", "yaml"),
          Map.entry("zsh", "shell"));

  private Languages() {}

  /** Notion's name of what stands behind a fence, or plain text. */
  static String notion(String word) {
    String name = word.toLowerCase(Locale.ROOT);
    String known = ALIASES.getOrDefault(name, name);
    return NOTION.contains(known) ? known : NONE;
  }

  /** What to write behind a fence; nothing where Notion's name is no single word. */
  static String fence(String notion) {
    return notion.contains(" ") || !NOTION.contains(notion) ? "" : notion;
  }
}
