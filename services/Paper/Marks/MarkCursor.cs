using System.Buffers.Text;

namespace KioskSim.Paper.Marks;

/// <summary>Reads forward through bytes, one exact notation after another; after a failure its reader gives up.</summary>
internal ref struct MarkCursor(ReadOnlySpan<byte> bytes)
{
    const int MaxDigits = 9;

    public ReadOnlySpan<byte> Rest { get; private set; } = bytes;

    public bool Skip(ReadOnlySpan<byte> expected)
    {
        if (!Rest.StartsWith(expected))
            return false;
        Rest = Rest[expected.Length..];
        return true;
    }

    /// <summary>A number as it is written: no sign, no leading zero, at most nine digits.</summary>
    public bool TryNumber(out int number)
    {
        number = 0;
        var digits = Rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits is < 1 or > MaxDigits || (digits > 1 && Rest[0] == '0') || !Utf8Parser.TryParse(Rest[..digits], out number, out _))
            return false;
        Rest = Rest[digits..];
        return true;
    }

    public bool TryReference(out int number) => TryNumber(out number) && Skip(" 0 R"u8);

    public bool TryHex(int length, out ReadOnlySpan<byte> hex)
    {
        hex = Rest.Length >= length ? Rest[..length] : default;
        if (hex.Length != length || hex.ContainsAnyExcept("0123456789abcdef"u8))
            return false;
        Rest = Rest[length..];
        return true;
    }

    public bool TryIssue(out ReadOnlySpan<byte> issue)
    {
        var length = Rest[..Math.Min(Rest.Length, SheetMark.MaxIssueLength + 1)].IndexOf((byte)')');
        issue = length >= 1 ? Rest[..length] : default;
        foreach (var c in issue)
        {
            if (!char.IsAsciiLetterOrDigit((char)c) && c != '-')
                return false;
        }

        Rest = Rest[issue.Length..];
        return length >= 1;
    }

    /// <summary>A date as it stands in a mark, see <see cref="SheetMarkNotation"/>: (D:20261118103000+09'00').</summary>
    public bool TryDate(out DateTimeOffset date)
    {
        date = default;
        if (!Skip("(D:"u8) || !TryDigits(4, 9999, out var year) || !TryDigits(2, 12, out var month) || !TryDigits(2, 31, out var day)
            || !TryDigits(2, 23, out var hour) || !TryDigits(2, 59, out var minute) || !TryDigits(2, 59, out var second))
            return false;
        var isWest = Skip("-"u8);
        if ((!isWest && !Skip("+"u8))
            || !TryDigits(2, 13, out var hours) || !Skip("'"u8) || !TryDigits(2, 59, out var minutes) || !Skip("')"u8)
            || year < 2 || month < 1 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        var offset = new TimeSpan(hours, minutes, 0);
        date = new DateTimeOffset(year, month, day, hour, minute, second, isWest ? -offset : offset);
        return true;
    }

    bool TryDigits(int length, int largest, out int number)
    {
        number = 0;
        if (Rest.Length < length)
            return false;
        foreach (var digit in Rest[..length])
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            number = 10 * number + digit - '0';
        }

        Rest = Rest[length..];
        return number <= largest;
    }
}
