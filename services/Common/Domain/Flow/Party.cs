namespace KioskSim.Domain.Flow;

/// <summary>Who takes part in the flow. Names as they stand in protos, traces, the caller table and documents.</summary>
public static class Party
{
    public const string Citizen = "citizen";
    public const string Clerk = "clerk";
    public const string Kiosk = "kiosk";
    public const string Card = "card";
    public const string CoinSlot = "coin-slot";
    public const string Printer = "printer";
    public const string Centre = "centre";
    public const string Jpki = "jpki";
    public const string City = "city";
    public const string Registry = "registry";
    public const string CardOffice = "card-office";
    public const string HoldLine = "hold-line";
    public const string NightDuty = "night-duty";

    /// <summary>The clerks for family registers.</summary>
    public const string RegisterOffice = "register-office";

    /// <summary>A citizen's own phone, with the app that prepares a visit to a kiosk.</summary>
    public const string Phone = "phone";

    public static readonly IReadOnlyList<string> All =
        [Citizen, Clerk, Kiosk, Card, CoinSlot, Printer, Centre, Jpki, City, Registry, CardOffice, HoldLine, NightDuty, RegisterOffice, Phone];
}
