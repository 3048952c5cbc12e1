using System.Collections.Immutable;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Registers.FamilyRegisters;
using KioskSim.World.Chance;
using KioskSim.World.Households;

namespace KioskSim.World.Kin;

/// <summary>
/// Makes the family registers that a household's people stand in, each for the city of the domicile, which may be another than the one they
/// live in. Registers kept outside the world's cities are nobody's.
/// </summary>
sealed class FamilyRegistrar(IEnumerable<MunicipalityCode> cities, DateOnly asOf, ulong seed)
{
    const ulong Label = 0x4B6F7365_6B69; // "Koseki"

    readonly Dictionary<MunicipalityCode, long> _last = cities.ToDictionary(c => c, _ => 20_000_000L);
    readonly Dice _dice = Dice.For(seed, Label);
    readonly Siblings _siblings = new(Dice.For(seed, Label + 1));

    public IEnumerable<(MunicipalityCode Keeper, FamilyRegister Register)> Enter(Scene scene, Household household)
    {
        var supplements = new Supplements(scene, household, _dice);
        foreach (var family in new FamilyComposer(scene, household, _siblings, _dice).Families())
        {
            if (family.Sketch.Place.Municipality is { } keeper && _last.TryGetValue(keeper, out var last))
            {
                var id = _last[keeper] = last + _dice.Between(1, 6);
                yield return (keeper, Write(scene, family, keeper, new(id), supplements));
            }
        }
    }

    FamilyRegister Write(Scene scene, Family family, MunicipalityCode keeper, FamilyRegisterId id, Supplements supplements)
    {
        var (begins, notes) = Opening(scene, family, keeper);
        var writer = new Notes(scene, family, _dice);
        var carried = family.Lives.Where(l => l == family.Head || !(l.RemovedOn < begins)).ToArray();
        var members = ImmutableArray.CreateBuilder<FamilyMember>(carried.Length);
        foreach (var life in carried)
            members.Add(Line(scene, family, life, members.Count + 1, writer, supplements));
        var sketch = family.Sketch;
        return new(id, sketch.Place.Text, sketch.HeadName, notes, members.MoveToImmutable());
    }

    // 戸籍事項, and since when the register is as it is: whoever had left before is not in it.
    (DateOnly Begins, ImmutableArray<RegisterNote> Notes) Opening(Scene scene, Family family, MunicipalityCode keeper)
    {
        var reform = Reforms.Of(keeper);
        var (begins, note) = family.Formed < reform
            ? (reform, new RegisterNote("戸籍改製", [new("改製日", EraDate.Of(reform)), new("改製事由", "平成6年法務省令第51号附則第2条第1項による改製")]))
            : (family.Formed, new RegisterNote("戸籍編製", [new("編製日", EraDate.Of(family.Formed))]));
        var settled = family.Lives.Select(l => l.Entered).Append(begins).Max();
        if (!_dice.Chance(60) || settled >= asOf.AddDays(-30))
            return (begins, [note]);

        var moved = _dice.Day(settled.AddDays(1), asOf.AddDays(-1));
        RegisterNote move = new("転籍", [new("転籍日", EraDate.Of(moved)), new("従前本籍", scene.Lists.Atlas.Domicile(scene.City, _dice).Text)]);
        return (moved, [note, move]);
    }

    static FamilyMember Line(Scene scene, Family family, Life life, int number, Notes notes, Supplements supplements) => new()
    {
        Number = number,
        Given = life.Given.Text,
        GivenKana = life.Person is { } person ? GivenPart(person.Name.Kana) : life.Given.Kana,
        BirthDate = life.Birth,
        Father = life.Father,
        Mother = life.Mother,
        Relation = life.Relation,
        Spouse = IsMarried(family, life) ? life.IsMale ? "夫" : "妻" : null,
        Removed = life.RemovedOn is not null,
        Notes = notes.Of(life),
        Addresses = supplements.Of(family, life),
        Protected = life.Person is { Protected: true },
        Residence = life is { Person: { Standing.IsResident: true } here } ? new(scene.City.Code, here.Id) : null,
    };

    static bool IsMarried(Family family, Life life) => life.RemovedOn is null
        && ((family.Foreigner is not null && life == family.Head) || family.PartnerOf(life) is { RemovedOn: null });

    static string GivenPart(string kana) => kana[(kana.IndexOf(PersonName.Separator) + 1)..];
}
