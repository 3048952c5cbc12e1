using System.Text;
using KioskSim.Registers;

namespace KioskSim.World.Tests;

/// <summary>Every character printed is one a certificate's fonts are known to have.</summary>
public sealed class TextTests(SmallWorlds worlds)
{
    const string Voiced = "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴパピプペポ";

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Names_and_addresses_hold_known_characters_only(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        Assert.All(world.People, person =>
        {
            Assert.InRange(person.Name.Text.Length, 2, PersonName.Longest);
            Assert.InRange(person.Name.Kana.Length, 2, PersonName.Longest);
            Assert.True(IsRoman(person.Name.Text) || IsJapanese(person.Name.Text));
            Assert.Equal(person.Name.Text.Contains(PersonName.Separator), person.Name.Kana.Contains(PersonName.Separator));
            Assert.True(IsReading(person.Name.Kana));
            Assert.True(person.Foreign is null || IsRoman(person.Foreign.RomanName));
            string?[] texts =
            [
                person.Relationship, person.Domicile?.Place, person.PreviousAddress, person.Standing.Destination, person.Name.FormerFamily,
            ];
            Assert.All(texts, text => Assert.True(text is null || IsJapanese(text)));
        });
        Assert.All(world.Households, h => Assert.True(IsJapanese(h.Address)));
        Assert.All(world.Cities.SelectMany(c => c.Seals), s => Assert.True(IsJapanese(s.Inscription)));
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Family_registers_and_taxes_hold_known_characters_only(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        var registers = world.Cities.SelectMany(c => c.FamilyRegisters).ToArray();
        var notes = registers.SelectMany(r => r.Members.SelectMany(m => m.Notes).Concat(r.Notes)).ToArray();
        IEnumerable<string?> texts =
        [
            .. registers.SelectMany(r => (string[])[r.Place, r.Head]),
            .. registers.SelectMany(r => r.Members).SelectMany(m => (string?[])[m.Given, m.Relation, m.Spouse, .. m.Addresses.Select(a => a.Address)]),
            .. notes.SelectMany(n => n.Items.Select(i => i.Label).Append(n.Title)),
            .. world.Cities.SelectMany(c => c.Taxes).SelectMany(t => t.Incomes.Concat(t.Deductions).Select(a => a.Name).Append(t.Address)),
        ];
        Assert.All(texts, text => Assert.True(text is null || IsJapanese(text)));

        // Those of a foreign wife or husband are in Roman letters.
        var names = registers.SelectMany(r => r.Members).SelectMany(m => (string?[])[m.Father, m.Mother]);
        Assert.All(names.Concat(notes.SelectMany(n => n.Items).Select(i => i.Text)), text => Assert.True(text is null || IsJapanese(text) || IsRoman(text)));
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Voicing_marks_stand_apart_only_where_that_is_intended_and_then_everywhere(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        Assert.All(world.Households, household =>
        {
            var readings = household.Members.Where(m => m.Domicile is not null).Select(m => m.Name.Kana).ToArray();
            var apart = readings.Any(r => r.AsSpan().ContainsAny('\u3099', '\u309A'));
            Assert.True(!apart || readings.All(r => !r.AsSpan().ContainsAny(Voiced)));
        });
    }

    [Fact]
    public void Taking_kana_apart_is_what_unicode_calls_the_decomposed_form()
    {
        Assert.Equal("ワタナヘ\u3099　ホ\u309Aーウ\u3099", Names.VoicedKana.Decompose("ワタナベ　ポーヴ"));
        Assert.Equal("サトウ", Names.VoicedKana.Decompose("サトウ"));
    }

    static bool IsRoman(string text) => text.All(c => c is (>= 'A' and <= 'Z') or ' ');

    static bool IsReading(string text)
    {
        var before = ' ';
        foreach (var c in text)
        {
            var known = c is (>= 'ァ' and <= 'ヴ') or 'ー' or ' ' or PersonName.Separator
                || (c is '\u3099' or '\u309A' && before is >= 'ァ' and <= 'ヴ');
            if (!known)
                return false;
            before = c;
        }

        return true;
    }

    // Ideographs of the basic block, the few beyond it that are there on purpose, kana, digits; a selector only behind an ideograph.
    static bool IsJapanese(string text)
    {
        var before = default(Rune);
        foreach (var rune in text.EnumerateRunes())
        {
            var known = rune.Value is (>= 0x4E00 and <= 0x9FFF) or 0x20BB7 or 0xFA11 or '々' or '〇'
                    or (>= 'ぁ' and <= 'ん') or (>= 'ァ' and <= 'ヺ') or 'ー' or (>= '0' and <= '9') or '\u3000' or '・' or '（' or '）'
                || (rune.Value is 0xE0100 && before.Value is '葛')
                || (rune.Value is >= 0xE010F and <= 0xE0113 && before.Value is '邉');
            if (!known)
                return false;
            before = rune;
        }

        return true;
    }
}
