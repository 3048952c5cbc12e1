using System.Diagnostics.CodeAnalysis;

namespace KioskSim.Domain.Values;

/// <summary>
/// 全国地方公共団体コード: five digits (prefecture 2, municipality 3) and a check digit.
/// </summary>
/// <remarks>The check digit is 11 minus the weighted sum (weights 6 5 4 3 2) modulo 11, last digit of it.</remarks>
public readonly record struct MunicipalityCode
{
    readonly string? _digits;

    /// <exception cref="ArgumentException">Not six digits, or the check digit does not fit.</exception>
    public MunicipalityCode(string digits)
    {
        if (!IsValid(digits, out var expected))
        {
            throw new ArgumentException(
                expected is null
                    ? $"A municipality code is six digits; got {digits?.Length ?? 0} characters."
                    : $"The check digit of municipality code {digits} should be {expected}.",
                nameof(digits));
        }

        _digits = digits;
    }

    /// <summary>The code of a municipality given without its check digit.</summary>
    public static MunicipalityCode FromFiveDigits(string digits) => new(digits + CheckDigit(digits));

    public static bool TryParse([NotNullWhen(true)] string? text, out MunicipalityCode code)
    {
        var valid = IsValid(text, out _);
        code = valid ? new MunicipalityCode(text!) : default;
        return valid;
    }

    public override string ToString() => _digits ?? throw new InvalidOperationException("This municipality code was never set.");

    static bool IsValid([NotNullWhen(true)] string? digits, out char? expected)
    {
        expected = null;
        if (digits is not { Length: 6 } || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return false;
        expected = CheckDigit(digits);
        return digits[5] == expected;
    }

    static char CheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < 5; i++)
            sum += (digits[i] - '0') * (6 - i);
        return (char)('0' + (11 - sum % 11) % 10);
    }
}
