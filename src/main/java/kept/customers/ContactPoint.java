package kept.customers;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import kept.kernel.EmailAddress;
import kept.kernel.Refusal;

/// A way to reach a customer: a mail address, or a telephone number in E.164.
public record ContactPoint(Type type, String value) {
    public enum Type {
        EMAIL,
        PHONE;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        public static Type of(String word) {
            return switch (word) {
                case "email" -> EMAIL;
                case "phone" -> PHONE;
                default ->
                        throw Refusal.malformed("type", "A contact point is an email or a phone.");
            };
        }
    }

    public static ContactPoint email(EmailAddress address) {
        return new ContactPoint(Type.EMAIL, address.key());
    }

    /// Reads a number as people write it; without a country code it is taken to be of `country` (ISO 3166, or "ZZ").
    public static ContactPoint phone(String text, String country) {
        var numbers = PhoneNumberUtil.getInstance();
        try {
            var number = numbers.parse(text, country);
            if (numbers.isPossibleNumber(number)) {
                return new ContactPoint(Type.PHONE, numbers.format(number, PhoneNumberFormat.E164));
            }
        } catch (NumberParseException _) {
            // falls through: the sentence is the same
        }
        throw Refusal.invalid(
                "phone",
                "Write the telephone number with its country code, for example +44 20 7946 0018.");
    }

    public static ContactPoint of(String type, String value, String country) {
        return switch (Type.of(type)) {
            case EMAIL -> email(EmailAddress.of(value));
            case PHONE -> phone(value, country);
        };
    }

    /// The value as people read it.
    public String display() {
        if (type == Type.EMAIL) {
            return value;
        }
        try {
            var numbers = PhoneNumberUtil.getInstance();
            return numbers.format(numbers.parse(value, "ZZ"), PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException _) {
            return value;
        }
    }
}
