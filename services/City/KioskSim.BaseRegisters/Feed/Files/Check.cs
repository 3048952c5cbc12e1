using System.Globalization;
using System.Numerics;

namespace KioskSim.BaseRegisters.Feed.Files;

/// <summary>What all registers ask of a field. Reasons name it as the file does.</summary>
static class Check
{
    /// <summary>Days before it are of another calendar.</summary>
    static readonly DateOnly First = new(1873, 1, 1);

    /// <summary>There, and without control characters, which a JSON line can bring in disguise.</summary>
    public static string Text(string field, string? text) =>
        string.IsNullOrEmpty(text) ? throw new RowException($"{field} is missing")
        : text.Any(char.IsControl) ? throw new RowException($"{field} holds a control character")
        : text;

    public static string? TextOrNone(string field, string? text) => string.IsNullOrEmpty(text) ? null : Text(field, text);

    public static DateOnly Date(string field, DateOnly? date) =>
        date is not { } day ? throw new RowException($"{field} is missing")
        : day < First ? throw new RowException($"{field} is before 1873")
        : day;

    public static DateOnly? DateOrNone(string field, DateOnly? date) => date is null ? null : Date(field, date);

    public static DateOnly Date(string field, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? Date(field, date)
            : throw new RowException(text.Length == 0 ? $"{field} is missing" : $"{field} is no date");

    public static T Value<T>(string field, T? value)
        where T : struct => value ?? throw new RowException($"{field} is missing");

    public static T Between<T>(string field, T? value, T least, T most)
        where T : struct, INumber<T> =>
        Value(field, value) is var number && number >= least && number <= most ? number : throw new RowException($"{field} is out of range");

    public static T Defined<T>(string field, int? value)
        where T : struct, Enum
    {
        var number = Value(field, value);
        return Enum.IsDefined(typeof(T), number) ? (T)Enum.ToObject(typeof(T), number) : throw new RowException($"{field} has no such value");
    }

    /// <summary>Decimal digits as a program writes them: no sign before a positive one, no zero before others, no spaces.</summary>
    public static long Number(string field, string text, long least, long most) =>
        text.Length == 0 ? throw new RowException($"{field} is missing")
        : !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number.ToString(CultureInfo.InvariantCulture) != text
            ? throw new RowException($"{field} is no number")
        : Between<long>(field, number, least, most);

    public static void InOrder(string earlierField, DateOnly? earlier, string laterField, DateOnly? later)
    {
        if (earlier > later)
            throw new RowException($"{laterField} is before {earlierField}");
    }
}
