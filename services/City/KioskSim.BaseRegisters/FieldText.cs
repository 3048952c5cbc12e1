using System.Text;

namespace KioskSim.BaseRegisters;

/// <summary>
/// Lists inside one column: a line an item, tabs between its parts, readable in any SQLite tool. No register's text holds either character.
/// </summary>
static class FieldText
{
    public const char Part = '\t';
    public const char Item = '\n';

    /// <exception cref="ArgumentException">The text holds a separator. The message does not repeat it.</exception>
    public static StringBuilder AppendPart(this StringBuilder field, string text) => text.AsSpan().ContainsAny(Part, Item)
        ? throw new ArgumentException("A register's text holds no tab and no line feed.", nameof(text))
        : field.Append(text);

    /// <summary>The items of a column, each with its parts; none for an empty one.</summary>
    public static IEnumerable<string[]> Items(string field) =>
        field.Length == 0 ? [] : field.Split(Item).Select(item => item.Split(Part));
}
