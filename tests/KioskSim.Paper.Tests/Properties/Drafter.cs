using KioskSim.Paper.Certificates;
using KioskSim.Paper.Certificates.FamilyRegisters;
using KioskSim.Paper.Certificates.Taxes;
using KioskSim.Paper.Tests.Certificates;

namespace KioskSim.Paper.Tests.Properties;

/// <summary>
/// Writes records of legal sizes as a row of numbers chooses, and keeps what was written. Every text begins with a letter that no other
/// text of the record begins with, so that it can be counted on the page.
/// </summary>
/// <param name="choices">At least one, not negative; begun again when used up.</param>
sealed class Drafter(int[] choices)
{
    const int LongestName = 60;
    const int LongestAddress = 80;

    static readonly string[] Letters =
        ["永", "𠮷", "葛\U000E0100", "邉\U000E010F", "か\u309A", "ー", "A", "w", "\u3000", "・", "（", "）", "、", "ōk", "田", "々"];

    readonly List<string> _once = [];
    int _next;
    int _first = '丙';

    /// <summary>What the page must have once, wherever.</summary>
    public IReadOnlyList<string> Once => _once;

    /// <summary>What every sheet must have once.</summary>
    public List<string> OnEverySheet { get; } = [];

    public ResidentRecordPage Household()
    {
        var (address, head) = (Text(LongestAddress), Maybe(LongestName));
        OnEverySheet.AddRange([address, .. head is null ? (string[])[] : [head]]);
        return new(address, head, Many(1, 9, Member), Chance());
    }

    public FamilyRegisterPage Register()
    {
        var (place, head) = (Text(LongestAddress), Text(LongestName));
        OnEverySheet.AddRange([place, head]);
        return new(place, head, Many(0, 3, Note), Many(1, 12, RegisteredPerson), Chance());
    }

    public SupplementPage Supplement()
    {
        var (place, head) = (Maybe(LongestAddress), Maybe(LongestName));
        OnEverySheet.AddRange(((string?[])[place, head]).OfType<string>());
        return new(place, head, Many(1, 12, SupplementPerson), Chance());
    }

    public TaxPage Tax() => new()
    {
        CityTitle = Chance() ? Kept(Text(20)) : null,
        TaxName = Text(8), // twice where nothing is levied
        FiscalYear = 2010 + Choose(20),
        Name = Kept(Text(LongestName)),
        Kana = KeptMaybe(LongestName),
        BirthDate = Day(),
        IsWesternCalendar = Chance(),
        Address = Kept(Text(LongestAddress)),
        Incomes = Many(0, TaxPage.MaxLines, Amount),
        TotalIncome = Yen(),
        Deductions = Many(0, TaxPage.MaxLines, Amount),
        Dependants = Choose(20),
        Assessment = Chance() ? new(Yen(), new(Kept(Text(6)), Yen(), Yen()), new(Kept(Text(6)), Yen(), Yen()), 1_000) : null,
    };

    public SealRegistrationPage Seal() => Samples.Seal with
    {
        Name = Kept(Text(LongestName)), Kana = KeptMaybe(LongestName), OtherName = KeptMaybe(LongestName), Address = Kept(Text(LongestAddress)),
    };

    ResidentMember Member()
    {
        var isForeign = Choose(4) == 0;
        return new()
        {
            Name = Kept(Text(LongestName)),
            Kana = KeptMaybe(LongestName),
            FormerName = isForeign ? null : KeptMaybe(LongestName),
            BirthDate = Day(),
            Sex = Chance() ? "男" : "女",
            ResidentSince = Day(),
            AddressSince = Chance() ? Day() : null,
            PreviousAddress = KeptMaybe(LongestAddress),
            Relationship = KeptMaybe(10),
            Domicile = isForeign ? null : KeptMaybe(LongestAddress),
            HeadOfRegister = isForeign ? null : KeptMaybe(LongestName),
            IndividualNumber = Chance() ? "123456789018" : null,
            Foreign = isForeign
                ? new ForeignItems
                {
                    Alias = KeptMaybe(LongestName), Nationality = KeptMaybe(24), Category = KeptMaybe(26), Status = KeptMaybe(24),
                    Period = KeptMaybe(12), Expiry = Chance() ? Day() : null, CardNumber = KeptMaybe(12),
                }
                : null,
        };
    }

    RegisteredPerson RegisteredPerson() => new()
    {
        Given = Kept(Text(LongestName)),
        GivenKana = KeptMaybe(LongestName),
        BirthDate = Day(),
        Spouse = Chance() ? "夫" : null,
        Father = KeptMaybe(LongestName),
        Mother = KeptMaybe(LongestName),
        Relation = Kept(Text(10)),
        IsRemoved = Chance(),
        Notes = Many(0, 6, Note),
    };

    SupplementPerson SupplementPerson()
    {
        var addresses = Many(0, Choose(5) == 0 ? 45 : 6, () => new SupplementAddress(Kept(Text(LongestAddress)), Day()));
        var name = Text(LongestName);
        return new()
        {
            Name = name, BirthDate = Chance() ? Day() : null, Sex = Chance() ? "女" : null, IsRemoved = Chance(), Addresses = addresses,
        };
    }

    PrintedNote Note() => new(Kept(Text(20)), Many(0, 8, () => new PrintedItem(Kept(Text(20)), Kept(Text(Choose(10) == 0 ? 2_000 : 100)))));

    NamedAmount Amount() => new(Kept(Text(20)), Yen());

    long Yen() => Choose(2_000) * (long)Choose(1_000_000) - 1_000;

    DateOnly Day() => Wareki.First.AddDays(Choose(70_000) % 60_000);

    bool Chance() => Choose(2) == 1;

    string Kept(string text)
    {
        _once.Add(text);
        return text;
    }

    string? Maybe(int longest) => Chance() ? Text(longest) : null;

    string? KeptMaybe(int longest) => Maybe(longest) is { } text ? Kept(text) : null;

    /// <summary>Two letters or more, at most so many UTF-16 units, often as many.</summary>
    string Text(int longest)
    {
        var text = $"{NextFirst()}永";
        var length = Choose(3) == 0 ? longest : 2 + Choose(longest - 1);
        while (Letters[Choose(Letters.Length)] is var letter && text.Length + letter.Length <= length)
            text += letter;
        return text;
    }

    // Ideographs that the fonts have and no form has beside 永.
    char NextFirst()
    {
        do
            _first++;
        while (!KioskSim.Paper.Fonts.FontSet.Shared.Find(_first).Exists || _first is '永' or '田' or '葛' or '邉');
        return (char)_first;
    }

    T[] Many<T>(int least, int most, Func<T> make) => [.. Enumerable.Range(0, least + Choose(most - least + 1)).Select(_ => make())];

    int Choose(int count) => choices[_next++ % choices.Length] % count;
}
