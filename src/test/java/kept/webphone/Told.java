package kept.webphone;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Writes down what happens to the leg of a browser, so that a test can wait for it.
final class Told implements BrowserEvents {
    private final BlockingQueue<String> news = new LinkedBlockingQueue<>();

    /// The next thing that happened.
    String next() throws InterruptedException {
        String word = news.poll(20, TimeUnit.SECONDS);
        return word == null ? "silence" : word;
    }

    boolean quiet() {
        return news.isEmpty();
    }

    @Override
    public void talking() {
        news.add("talking");
    }

    @Override
    public void gone(String why) {
        news.add(why);
    }
}
