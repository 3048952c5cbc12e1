using KioskSim.Domain.Values;

namespace KioskSim.City.Municipalities;

/// <summary>保守停止: from one moment to another some kinds, or all, are not issued (001-48).</summary>
/// <param name="From">By a Japanese wall clock.</param>
/// <param name="Until">Issued again from this moment on.</param>
/// <param name="Kinds">Empty: all.</param>
public sealed record Suspension(DateTime From, DateTime Until, IReadOnlySet<CertificateKind> Kinds)
{
    public bool Covers(CertificateKind kind, DateTime local) => local >= From && local < Until && (Kinds.Count == 0 || Kinds.Contains(kind));
}

/// <summary>年末年始: days between two years on which nothing is issued (000-26); 29 December to 3 January unless the city says otherwise.</summary>
/// <param name="From">The first day, in December of whichever year.</param>
/// <param name="To">The last day, in January.</param>
public sealed record YearEndClosure(int From, int To)
{
    public static YearEndClosure Usual { get; } = new(29, 3);

    public bool Covers(DateOnly day) => day.Month == 12 && day.Day >= From || day.Month == 1 && day.Day <= To;
}
