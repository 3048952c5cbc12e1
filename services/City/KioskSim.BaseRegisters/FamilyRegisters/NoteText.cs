using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using KioskSim.Registers.FamilyRegisters;

namespace KioskSim.BaseRegisters.FamilyRegisters;

/// <summary>Notes and addresses in their columns: a note is its title and then labels and texts in turn.</summary>
static class NoteText
{
    /// <exception cref="InvalidDataException">No notes.</exception>
    public static ImmutableArray<RegisterNote> Notes(string field) => [.. FieldText.Items(field).Select(ReadNote)];

    /// <exception cref="InvalidDataException">No addresses.</exception>
    public static ImmutableArray<SupplementEntry> Addresses(string field) => [.. FieldText.Items(field).Select(ReadAddress)];

    public static string Of(ImmutableArray<RegisterNote> notes)
    {
        var field = new StringBuilder();
        foreach (var note in notes)
        {
            Separate(field).AppendPart(note.Title);
            foreach (var item in note.Items)
                field.Append(FieldText.Part).AppendPart(item.Label).Append(FieldText.Part).AppendPart(item.Text);
        }

        return field.ToString();
    }

    public static string Of(ImmutableArray<SupplementEntry> addresses)
    {
        var field = new StringBuilder();
        foreach (var entry in addresses)
            Separate(field).AppendPart(entry.Address).Append(FieldText.Part).Append(StoredDate.Of(entry.Since));
        return field.ToString();
    }

    static StringBuilder Separate(StringBuilder field) => field.Length == 0 ? field : field.Append(FieldText.Item);

    static RegisterNote ReadNote(string[] parts)
    {
        if (parts.Length % 2 == 0)
            throw new InvalidDataException("A note is a title, then labels and texts in turn.");
        var items = ImmutableArray.CreateBuilder<NoteItem>(parts.Length / 2);
        for (var at = 1; at < parts.Length; at += 2)
            items.Add(new(parts[at], parts[at + 1]));
        return new(parts[0], items.MoveToImmutable());
    }

    static SupplementEntry ReadAddress(string[] parts) =>
        parts is [var address, var since] && int.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            ? new(address, StoredDate.From(day))
            : throw new InvalidDataException("A line of a supplement is an address and a day.");
}
