package kept.sip;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the SIP stack logs: what strangers' messages upset is worth no more than a debug line, else they fill the disk. The
/// stack makes it by its name, so it is public.
public final class StackLog implements StackLogger {
    private static final Logger LOG = LoggerFactory.getLogger("kept.sip.stack");

    @Override
    public void logFatalError(String message) {
        LOG.error(
                "The SIP stack failed: {} The line is opened anew when its probe fails.",
                withoutKeys(message));
    }

    @Override
    public void logException(Throwable problem) {
        LOG.debug("The SIP stack", problem);
    }

    @Override
    public void logError(String message) {
        LOG.debug("The SIP stack: {}", withoutKeys(message));
    }

    @Override
    public void logError(String message, Exception problem) {
        LOG.debug("The SIP stack: {}", withoutKeys(message), problem);
    }

    @Override
    public void logWarning(String message) {
        LOG.debug("The SIP stack: {}", withoutKeys(message));
    }

    @Override
    public boolean isLoggingEnabled() {
        return LOG.isDebugEnabled();
    }

    @Override
    public boolean isLoggingEnabled(int level) {
        return level <= TRACE_WARN && LOG.isDebugEnabled();
    }

    @Override
    public String getLoggerName() {
        return LOG.getName();
    }

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public void logStackTrace() {}

    @Override
    public void logStackTrace(int level) {}

    @Override
    public void logDebug(String message) {}

    @Override
    public void logDebug(String message, Exception problem) {}

    @Override
    public void logTrace(String message) {}

    @Override
    public void logInfo(String message) {}

    @Override
    public void disableLogging() {}

    @Override
    public void enableLogging() {}

    @Override
    public void setBuildTimeStamp(String stamp) {}

    @Override
    public void setStackProperties(@Nullable Properties properties) {}

    /// What the stack quotes can hold the keys of a call (RFC 4568).
    static String withoutKeys(@Nullable String message) {
        return String.valueOf(message).replaceAll("inline:[^\\s|]*", "inline:...");
    }
}
