using KioskSim.Domain.Errors;

namespace KioskSim.City.Faults;

/// <summary>A fault of an issuance server. Nothing of it is in any program unless its name is given (docs/faults.md).</summary>
/// <param name="Name">Of one that there was city and day, <c>yokohama-2023-03-27</c>; of another what it does.</param>
/// <param name="Japanese">What is wrong in the issuance server, in a sentence for anybody.</param>
/// <param name="English">The same.</param>
/// <param name="UsualRate">How often it strikes where nothing else is said, 0 to 1; what strikes is each fault's own.</param>
/// <param name="Breaks">Ids of the properties that a run with it does not have (docs/security-properties.md), with kiosks that believe what they get.</param>
/// <param name="Make">One for each issuance server.</param>
public sealed record FaultKind(string Name, string Japanese, string English, double UsualRate, IReadOnlyList<string> Breaks, Func<FaultSetting, CityFault> Make)
{
    public static IReadOnlyList<FaultKind> All { get; } =
    [
        Yokohama20230327.Kind, Adachi20230418.Kind, Kawasaki20230502.Kind, Tokushima202303.Kind, Saitama20230325.Kind, Munakata20230628.Kind,
        Takamatsu20240404.Kind, Overload.Kind, SettlementNotAwaited.Kind, SettlementAddedTwice.Kind, AuditBufferFull.Kind,
    ];

    /// <exception cref="ConfigurationException">There is no such fault.</exception>
    public static FaultKind Named(string name) => All.FirstOrDefault(f => f.Name == name)
        ?? throw new ConfigurationException($"There is no fault '{name}'; faults are {string.Join(", ", All.Select(f => f.Name))}.");
}
