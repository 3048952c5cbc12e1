using System.Diagnostics.CodeAnalysis;

namespace KioskSim.Domain.Values;

/// <summary>
/// 個人番号: 11 digits and a check digit (000-13). Specific personal information: <see cref="ToString"/> never prints it, so that no
/// log line or exception can.
/// </summary>
public readonly record struct IndividualNumber
{
    readonly string? _digits;

    IndividualNumber(string digits) => _digits = digits;

    /// <summary>Adds the check digit to eleven digits.</summary>
    /// <exception cref="ArgumentException">Not eleven digits. The message does not repeat them.</exception>
    public static IndividualNumber FromElevenDigits(string digits)
    {
        if (digits is not { Length: 11 } || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
            throw new ArgumentException("An individual number is made of eleven digits and a check digit.", nameof(digits));
        return new IndividualNumber(digits + CheckDigit(digits));
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out IndividualNumber number)
    {
        var valid = text is { Length: 12 } && !text.AsSpan().ContainsAnyExceptInRange('0', '9') && text[11] == CheckDigit(text);
        number = valid ? new IndividualNumber(text!) : default;
        return valid;
    }

    /// <summary>The twelve digits, for the one purpose that may print them: a number-bearing resident record (000-44).</summary>
    public string Reveal() => _digits ?? throw new InvalidOperationException("This individual number was never set.");

    public override string ToString() => "individual number (not shown)";

    // Order of the Ministry's rule: weights 2 to 7 then 2 to 6, counted from the right; a remainder of 0 or 1 gives 0.
    static char CheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var n = 1; n <= 11; n++)
            sum += (digits[11 - n] - '0') * (n <= 6 ? n + 1 : n - 5);
        var remainder = sum % 11;
        return remainder <= 1 ? '0' : (char)('0' + 11 - remainder);
    }
}
