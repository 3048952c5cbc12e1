using KioskSim.World.Households;

namespace KioskSim.World.Kin;

/// <summary>Everybody of one family register and what befell its marriage.</summary>
sealed class Family(RegisterSketch sketch)
{
    /// <summary>Nobody here becomes a parent before.</summary>
    public const int YoungestParent = 19;

    public RegisterSketch Sketch => sketch;

    public Life Head { get; set; } = null!;

    /// <summary>Null where there never was one, or it is a foreign resident, or the register was made by a divorce.</summary>
    public Life? Spouse { get; set; }

    /// <summary>The oldest first, those who left and died among them.</summary>
    public List<Life> Children { get; set; } = [];

    public MarriageEnd End { get; set; }

    /// <summary>The marriage of head and spouse; of a register made by a divorce, the one that it ended.</summary>
    public DateOnly Married { get; set; }

    /// <summary>The divorce.</summary>
    public DateOnly? Divorced { get; set; }

    /// <summary>Full name of the husband whom a divorce made a stranger to this register.</summary>
    public string? FormerHusband { get; set; }

    /// <summary>A foreign resident married to the head: in notes only, since no family register has a line for one.</summary>
    public Draft? Foreigner { get; set; }

    /// <summary>編製: the day the register was made.</summary>
    public DateOnly Formed { get; set; }

    /// <summary>Made by a divorce: it has neither the marriage nor the husband.</summary>
    public bool MadeByDivorce => End == MarriageEnd.Divorce && Spouse is null;

    public IEnumerable<Life> Lives => Spouse is { } spouse ? [Head, spouse, .. Children] : [Head, .. Children];

    public IEnumerable<Life> Couple => Spouse is { } spouse ? [Head, spouse] : [Head];

    public Life? Father => Couple.FirstOrDefault(l => l.IsMale);

    public Life? Mother => Couple.FirstOrDefault(l => !l.IsMale);

    public Life? PartnerOf(Life life) => life == Head ? Spouse : life == Spouse ? Head : null;

    public string NameOf(Life life) => sketch.Family.With(life.Given).Text;

    public OtherRegister AsOther => OtherRegister.Of(sketch);
}
