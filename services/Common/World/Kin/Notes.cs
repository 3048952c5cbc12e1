using System.Collections.Immutable;
using KioskSim.Registers;
using KioskSim.Registers.FamilyRegisters;
using KioskSim.World.Chance;
using KioskSim.World.Households;
using static KioskSim.World.Calendar;

namespace KioskSim.World.Kin;

/// <summary>
/// 身分事項 of one member: what happened, under the headings of the computerised register. Which items a note has is simplified: see
/// docs/divergences.md.
/// </summary>
sealed class Notes(Scene scene, Family family, Dice dice)
{
    readonly List<(DateOnly On, RegisterNote Note)> _notes = [];

    /// <summary>Oldest first.</summary>
    public ImmutableArray<RegisterNote> Of(Life life)
    {
        _notes.Clear();
        Birth(life);
        if (life.Place == RegisterPlace.Child)
            Enter(life);
        else
            Couple(life);
        Leave(life);
        if (life.DiedHere)
            Death(life);
        return [.. _notes.OrderBy(n => n.On).Select(n => n.Note)];
    }

    void Birth(Life life)
    {
        var told = Earlier(life.Birth.AddDays(dice.Between(1, 14)), scene.AsOf);
        List<NoteItem> items =
        [
            new("出生日", EraDate.Of(life.Birth)), new("出生地", scene.Lists.Atlas.Municipality(scene.City, dice)), new("届出日", EraDate.Of(told)),
            new("届出人", life.Father is null ? "母" : dice.Chance(850) ? "父" : "母"),
        ];
        Forwarded(items, told);
        Add(life.Birth, "出生", items);
    }

    // Told to another city, which passed it on.
    void Forwarded(List<NoteItem> items, DateOnly told)
    {
        var taker = scene.Lists.Atlas.Municipality(scene.City, dice);
        if (!dice.Chance(400) || family.Sketch.Place.Text.StartsWith(taker, StringComparison.Ordinal))
            return;
        items.Add(new("送付を受けた日", EraDate.Of(Earlier(told.AddDays(dice.Between(2, 6)), scene.AsOf))));
        items.Add(new("受理者", taker + "長"));
    }

    void Couple(Life life)
    {
        var partner = family.PartnerOf(life);
        if (family.MadeByDivorce)
        {
            Add(family.Formed, "離婚", [new("離婚日", EraDate.Of(family.Formed)), new("配偶者氏名", Joined(family.FormerHusband!)), Former(life)]);
            return;
        }

        if (partner is not null)
            Add(family.Married, "婚姻", [new("婚姻日", EraDate.Of(family.Married)), new("配偶者氏名", Joined(partner.FormerName!)), Former(life)]);
        else if (family.Foreigner is { Foreign: { } items } foreigner)
            Add(family.Married, "婚姻",
            [
                new("婚姻日", EraDate.Of(family.Married)), new("配偶者氏名", foreigner.ForeignName!.Text), new("配偶者の国籍", items.Nationality),
                new("配偶者の生年月日", $"西暦{foreigner.Birth:yyyy年M月d日}"), Former(life),
            ]);
        else
            Add(family.Formed, "子の出生", [new("入籍日", EraDate.Of(family.Formed)), new("入籍事由", "子の出生届出"), Former(life)]);

        if (partner is { Leaving: Leaving.None } && partner.DiedHere && !(life.RemovedOn <= partner.Death))
            Add(partner.Death!.Value, "配偶者の死亡", [new("配偶者の死亡日", EraDate.Of(partner.Death.Value))]);
        if (family is { End: MarriageEnd.Divorce, Divorced: { } day } && partner is not null)
        {
            List<NoteItem> divorce = [new("離婚日", EraDate.Of(day)), new("配偶者氏名", Joined(family.NameOf(partner)))];
            if (life.Leaving == Leaving.Divorce)
                divorce.Add(new("入籍戸籍", (life.Draft?.Register is { } own ? OtherRegister.Of(own) : life.Former!).Text));
            Add(day, "離婚", divorce);
        }
    }

    // Children follow a divorced mother into her new register by a notice of their own.
    void Enter(Life life)
    {
        if (life.Entered == life.Birth)
            return;
        Add(life.Entered, "入籍",
        [
            new("届出日", EraDate.Of(life.Entered)), new("入籍事由", "母の氏を称する入籍"), new("届出人", "親権者母"),
            new("従前戸籍", family.Head.Former!.Text),
        ]);
    }

    void Leave(Life life)
    {
        if (life is not { Leaving: Leaving.Marriage, LeftOn: { } day, Next: { } next } || day != life.RemovedOn)
            return;
        List<NoteItem> items = [new("婚姻日", EraDate.Of(day)), new("配偶者氏名", Joined(life.Partner))];
        Forwarded(items, day);
        items.Add(new("新本籍", next.Place));
        items.Add(new("称する氏", next.Head.EndsWith(life.Given.Text, StringComparison.Ordinal) == life.IsMale ? "夫の氏" : "妻の氏"));
        Add(day, "婚姻", items);
    }

    void Death(Life life)
    {
        var day = life.Death!.Value;
        var hour = dice.Below(24);
        var teller = family.Lives.FirstOrDefault(l => l != life && l.RemovedOn is null);
        List<NoteItem> items =
        [
            new("死亡日", EraDate.Of(day)), new("死亡時分", $"{(hour < 12 ? "午前" : "午後")}{hour % 12}時{dice.Below(60)}分"),
            new("死亡地", scene.Lists.Atlas.Municipality(scene.City, dice)), new("届出日", EraDate.Of(Earlier(day.AddDays(dice.Between(0, 6)), scene.AsOf))),
            new("届出人", teller is null ? "家屋管理人" : "親族" + PersonName.Separator + Joined(family.NameOf(teller))),
        ];
        Add(day, "死亡", items);
    }

    void Add(DateOnly on, string title, IEnumerable<NoteItem> items) => _notes.Add((on, new(title, [.. items])));

    static NoteItem Former(Life life) => new("従前戸籍", life.Former!.Text);

    /// <summary>A name as notes print it.</summary>
    public static string Joined(string name) => name.Replace(PersonName.Separator.ToString(), "");
}
