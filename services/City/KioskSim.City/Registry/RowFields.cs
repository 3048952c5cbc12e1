using System.Globalization;
using KioskSim.Domain.Values;

namespace KioskSim.City.Registry;

/// <summary>Reads the fields of pushed rows. Reasons name fields and never repeat what stands in them.</summary>
static class RowFields
{
    /// <summary>No text of a register is longer; keeps a hostile row from costing memory for good.</summary>
    const int LongestText = 1000;

    public static string Required(string field, string text) =>
        text.Length > 0 ? Text(field, text) : throw new RowException($"{field} is missing");

    public static string? Optional(string field, string text) => text.Length > 0 ? Text(field, text) : null;

    public static DateOnly Date(string field, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : throw new RowException($"{field} is no date");

    public static DateOnly? OptionalDate(string field, string text) => text.Length > 0 ? Date(field, text) : null;

    public static MunicipalityCode Municipality(string field, string text) =>
        MunicipalityCode.TryParse(text, out var code) ? code : throw new RowException($"{field} is no municipality code");

    public static T Defined<T>(string field, int value) where T : struct, Enum =>
        Enum.IsDefined(typeof(T), value) ? (T)Enum.ToObject(typeof(T), value) : throw new RowException($"{field} has no such value");

    public static T Valid<T>(string field, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException)
        {
            throw new RowException($"{field} is out of range");
        }
    }

    static string Text(string field, string text) =>
        text.Length > LongestText ? throw new RowException($"{field} is longer than {LongestText} characters")
        : text.Any(char.IsControl) ? throw new RowException($"{field} holds a control character")
        : text;
}

/// <summary>A pushed row is refused; the message says why, by field names only.</summary>
sealed class RowException(string reason) : Exception(reason);
