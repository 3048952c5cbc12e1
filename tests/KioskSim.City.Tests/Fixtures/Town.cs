using KioskSim.City.Municipalities;
using KioskSim.Domain.Values;
using KioskSim.Registers;

namespace KioskSim.City.Tests.Fixtures;

/// <summary>The cities of the tests, as their shipped files describe them.</summary>
static class Town
{
    static readonly IReadOnlyList<Municipality> Shipped =
        MunicipalityFile.ReadFolder(Path.Combine(AppContext.BaseDirectory, "municipalities"));

    /// <summary>200 yen a copy, ten copies, every option.</summary>
    public static Municipality Wakabadai { get; } = Of("482013");

    /// <summary>250 yen a copy, five copies, every option.</summary>
    public static Municipality Shiosaki { get; } = Of("482021");

    /// <summary>300 yen a copy, no individual numbers.</summary>
    public static Municipality Kamahara { get; } = Of("482030");

    public static MunicipalityCode Here { get; } = Wakabadai.Code;

    public static MunicipalityCode Elsewhere { get; } = Shiosaki.Code;

    /// <summary>As shipped, but that no copy of a register ever is too old: what is about that says so.</summary>
    public static Municipality Of(string code) => AsShipped(code) with { OldestCopies = new Dictionary<RegisterKind, TimeSpan>() };

    public static Municipality AsShipped(string code) => Shipped.Single(m => m.Code.ToString() == code);
}
