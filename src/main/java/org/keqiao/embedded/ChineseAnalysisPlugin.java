package org.keqiao.embedded;

import java.util.Map;
import java.util.function.Function;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.AbstractTokenizerFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/**
 * Registers, from Lucene, the analysis components that a real cluster has from its {@code
 * analysis-smartcn} plugin and {@code analysis-common} module, under the same names, so that one
 * mapping serves both.
 */
public final class ChineseAnalysisPlugin extends Plugin implements AnalysisPlugin {

  @Override
  public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
    return Map.of("smartcn_tokenizer", SmartChineseTokenizer::new);
  }

  @Override
  public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
    return Map.of(
        "cjk_width", filter(CJKWidthFilter::new),
        "cjk_bigram", filter(CJKBigramFilter::new));
  }

  private static AnalysisProvider<TokenFilterFactory> filter(
      Function<TokenStream, TokenStream> lucene) {
    return (IndexSettings index, Environment environment, String name, Settings settings) ->
        new LuceneTokenFilter(name, lucene);
  }

  private static final class SmartChineseTokenizer extends AbstractTokenizerFactory {

    SmartChineseTokenizer(
        IndexSettings index, Environment environment, String name, Settings settings) {
      super(name);
    }

    @Override
    public Tokenizer create() {
      return new HMMChineseTokenizer();
    }
  }

  private static final class LuceneTokenFilter extends AbstractTokenFilterFactory {

    private final Function<TokenStream, TokenStream> lucene;

    LuceneTokenFilter(String name, Function<TokenStream, TokenStream> lucene) {
      super(name);
      this.lucene = lucene;
    }

    @Override
    public TokenStream create(TokenStream tokens) {
      return lucene.apply(tokens);
    }
  }
}
