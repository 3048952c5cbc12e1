using System.Runtime.CompilerServices;
using KioskSim.Contracts.Cabinet;
using KioskSim.Show.Glass;

namespace KioskSim.Show.Sheet;

/// <summary>The paper that whoever stands at the kiosk has in hand, for all who look at it.</summary>
sealed class Papers(GlassDesk desk)
{
    /// <summary>A citizen who lets go of the paper takes along what was made of it.</summary>
    readonly ConditionalWeakTable<IReadOnlyList<PrintedCopy>, PaperInHand> _papers = [];

    /// <summary>Null: nobody holds a certificate.</summary>
    public PaperInHand? InHand => desk.Paper is { Count: > 0 } paper ? _papers.GetValue(paper, p => new PaperInHand(p, desk.Standing.Name)) : null;
}
