package dev.brushcast.compose;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.bytedeco.ffmpeg.global.avutil;
import org.slf4j.LoggerFactory;

/**
 * Reads all that this process logs while it is open, from debug on, FFmpeg's own lines from trace on, and finds secrets in it. Nothing of it
 * goes to the terminal meanwhile.
 */
final class SecretWatch extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    /** Those whose level or appenders differ from the root's in tests. */
    private static final List<String> APART = List.of(
            org.slf4j.Logger.ROOT_LOGGER_NAME,
            "org.apache.kafka",
            "kafka",
            "LogFutureTimestampLogger",
            "state.change.logger");

    private final List<String> secrets;
    private final Queue<String> found = new ConcurrentLinkedQueue<>();
    private final Set<String> loggers = ConcurrentHashMap.newKeySet();
    private final List<Runnable> restore = new ArrayList<>();
    private final Handler ofHelidon = new Handler() {
        @Override
        public void publish(LogRecord line) {
            loggers.add(line.getLoggerName());
            look(line.getLoggerName() + ": " + line.getMessage() + " " + List.of(parameters(line)) + line.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private SecretWatch(List<String> secrets) {
        this.secrets = secrets;
    }

    static SecretWatch open(List<String> secrets) {
        SecretWatch watch = new SecretWatch(secrets);
        watch.start();
        APART.forEach(watch::takeOver);
        watch.level("dev.brushcast", Level.DEBUG);
        watch.level("dev.brushcast.media.ffmpeg.native", Level.TRACE);
        int quiet = avutil.av_log_get_level(); // others may have had it loaded while nobody wanted its lines
        avutil.av_log_set_level(avutil.AV_LOG_INFO);
        watch.restore.add(() -> avutil.av_log_set_level(quiet));
        java.util.logging.Logger helidon = java.util.logging.Logger.getLogger("io.helidon");
        java.util.logging.Level level = helidon.getLevel();
        helidon.setLevel(java.util.logging.Level.ALL);
        helidon.addHandler(watch.ofHelidon);
        watch.restore.add(() -> {
            helidon.removeHandler(watch.ofHelidon);
            helidon.setLevel(level);
        });
        return watch;
    }

    private void level(String name, Level level) {
        Logger logger = (Logger) LoggerFactory.getLogger(name);
        Level before = logger.getLevel();
        logger.setLevel(level);
        restore.add(() -> logger.setLevel(before));
    }

    private void takeOver(String name) {
        Logger logger = (Logger) LoggerFactory.getLogger(name);
        List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
        for (Iterator<Appender<ILoggingEvent>> all = logger.iteratorForAppenders(); all.hasNext(); ) {
            appenders.add(all.next());
        }
        Level level = logger.getLevel();
        appenders.forEach(logger::detachAppender);
        logger.addAppender(this);
        logger.setLevel(Level.DEBUG);
        restore.add(() -> {
            logger.detachAppender(this);
            logger.setLevel(level);
            appenders.forEach(logger::addAppender);
        });
    }

    @Override
    protected void append(ILoggingEvent line) {
        IThrowableProxy thrown = line.getThrowableProxy();
        loggers.add(line.getLoggerName());
        look(line.getLoggerName() + " [" + line.getThreadName() + "] " + line.getFormattedMessage() + " "
                + line.getKeyValuePairs() + line.getMDCPropertyMap()
                + (thrown == null ? "" : "\n" + ThrowableProxyUtil.asString(thrown)));
    }

    private static Object[] parameters(LogRecord line) {
        return line.getParameters() == null ? new Object[0] : line.getParameters();
    }

    private void look(String text) {
        secrets.stream().filter(text::contains).forEach(secret -> found.add(secret + " is in " + text));
    }

    /** What is to be seen elsewhere than in logs. */
    void look(String where, String text) {
        look(where + ": " + text);
    }

    /** Each line that has one. */
    List<String> found() {
        return List.copyOf(found);
    }

    /** Whose lines were read. */
    Set<String> loggers() {
        return Set.copyOf(loggers);
    }

    @Override
    public void close() {
        restore.forEach(Runnable::run);
        stop();
    }
}
