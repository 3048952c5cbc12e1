using System.Collections.Immutable;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Registers.FamilyRegisters;

namespace KioskSim.BaseRegisters.Feed.Files;

/// <summary>Family registers as JSON lines: the fields of the city core's <c>FamilyRegisterRow</c>, absent where there is nothing.</summary>
public sealed class FamilyRegisterFile : FeedFormat<FamilyRegister>
{
    const int MostMembers = 999;

    sealed record RegisterFields : JsonFields
    {
        public string? Municipality { get; init; }

        public long? Register { get; init; }

        public string? Place { get; init; }

        public string? Head { get; init; }

        public List<NoteFields?>? Notes { get; init; }

        public List<MemberFields?>? Members { get; init; }
    }

    sealed record MemberFields : JsonFields
    {
        public int? Number { get; init; }

        public string? Given { get; init; }

        public string? GivenKana { get; init; }

        public DateOnly? BirthDate { get; init; }

        public string? Father { get; init; }

        public string? Mother { get; init; }

        public string? Relation { get; init; }

        public string? Spouse { get; init; }

        public bool? Removed { get; init; }

        public List<NoteFields?>? Notes { get; init; }

        public List<AddressFields?>? Addresses { get; init; }

        public bool? Protected { get; init; }

        public ResidenceFields? Residence { get; init; }
    }

    sealed record NoteFields : JsonFields
    {
        public string? Title { get; init; }

        public List<ItemFields?>? Items { get; init; }
    }

    sealed record ItemFields : JsonFields
    {
        public string? Label { get; init; }

        public string? Text { get; init; }
    }

    sealed record AddressFields : JsonFields
    {
        public string? Address { get; init; }

        public DateOnly? Since { get; init; }
    }

    sealed record ResidenceFields : JsonFields
    {
        public string? Municipality { get; init; }

        public long? Resident { get; init; }
    }

    private protected override (string? Municipality, FamilyRegister Entry) Entry(ReadOnlySpan<byte> line)
    {
        var row = JsonLine.Read<RegisterFields>(line);
        var members = JsonLine.List(row.Members, "members").Select((m, at) => Member(m, $"members[{at}]")).ToImmutableArray();
        if (members.IsEmpty)
            throw new RowException("members is missing");
        if (members.Select(m => m.Number).Distinct().Count() != members.Length)
            throw new RowException("members have a number twice");
        if (members.Where(m => m.Residence is not null).GroupBy(m => m.Residence).Any(same => same.Count() > 1))
            throw new RowException("members have a residence twice");
        var id = new FamilyRegisterId(Check.Between("register", row.Register, 1, FamilyRegisterId.Largest));
        return (row.Municipality, new(id, Check.Text("place", row.Place), Check.Text("head", row.Head), Notes(row.Notes, "notes"), members));
    }

    static FamilyMember Member(MemberFields row, string at)
    {
        var birth = Check.Date($"{at}.birth_date", row.BirthDate);
        var addresses = JsonLine.List(row.Addresses, $"{at}.addresses").Select((a, n) => Address(a, $"{at}.addresses[{n}]")).ToImmutableArray();
        foreach (var address in addresses)
            Check.InOrder($"{at}.birth_date", birth, $"{at}.addresses.since", address.Since);
        return new()
        {
            Number = Check.Between($"{at}.number", row.Number, 1, MostMembers),
            Given = Check.Text($"{at}.given", row.Given),
            GivenKana = Check.TextOrNone($"{at}.given_kana", row.GivenKana),
            BirthDate = birth,
            Father = Check.TextOrNone($"{at}.father", row.Father),
            Mother = Check.TextOrNone($"{at}.mother", row.Mother),
            Relation = Check.Text($"{at}.relation", row.Relation),
            Spouse = row.Spouse is null or "夫" or "妻" ? row.Spouse : throw new RowException($"{at}.spouse is neither 夫 nor 妻"),
            Removed = Check.Value($"{at}.removed", row.Removed),
            Notes = Notes(row.Notes, $"{at}.notes"),
            Addresses = addresses,
            Protected = Check.Value($"{at}.protected", row.Protected),
            Residence = row.Residence is { } residence ? Residence(JsonLine.Known(residence, $"{at}.residence"), $"{at}.residence") : null,
        };
    }

    static ImmutableArray<RegisterNote> Notes(List<NoteFields?>? rows, string at) =>
        [.. JsonLine.List(rows, at).Select((note, n) => new RegisterNote(Check.Text($"{at}[{n}].title", note.Title), Items(note.Items, $"{at}[{n}].items")))];

    static ImmutableArray<NoteItem> Items(List<ItemFields?>? rows, string at) =>
        [.. JsonLine.List(rows, at).Select((item, n) => new NoteItem(Check.Text($"{at}[{n}].label", item.Label), Check.Text($"{at}[{n}].text", item.Text)))];

    static SupplementEntry Address(AddressFields row, string at) => new(Check.Text($"{at}.address", row.Address), Check.Date($"{at}.since", row.Since));

    static Residence Residence(ResidenceFields row, string at) => new(
        MunicipalityCode.TryParse(row.Municipality, out var code) ? code : throw new RowException($"{at}.municipality is no municipality code"),
        new(Check.Between($"{at}.resident", row.Resident, 1, ResidentId.Largest)));

    private protected override byte[] Line(MunicipalityCode municipality, FamilyRegister entry) => JsonLine.Write(new RegisterFields
    {
        Municipality = municipality.ToString(),
        Register = entry.Id.Value,
        Place = entry.Place,
        Head = entry.Head,
        Notes = Fields(entry.Notes),
        Members = [.. entry.Members.Select(Fields)],
    });

    static MemberFields Fields(FamilyMember member) => new()
    {
        Number = member.Number,
        Given = member.Given,
        GivenKana = member.GivenKana,
        BirthDate = member.BirthDate,
        Father = member.Father,
        Mother = member.Mother,
        Relation = member.Relation,
        Spouse = member.Spouse,
        Removed = member.Removed,
        Notes = Fields(member.Notes),
        Addresses = [.. member.Addresses.Select(a => new AddressFields { Address = a.Address, Since = a.Since })],
        Protected = member.Protected,
        Residence = member.Residence is { } r ? new() { Municipality = r.Municipality.ToString(), Resident = r.Resident.Value } : null,
    };

    static List<NoteFields?> Fields(ImmutableArray<RegisterNote> notes) =>
        [.. notes.Select(n => new NoteFields { Title = n.Title, Items = [.. n.Items.Select(i => new ItemFields { Label = i.Label, Text = i.Text })] })];

    private protected override IReadOnlyCollection<(string Field, long Key)> Keys(FamilyRegister entry) => [("register", entry.Id.Value)];
}
