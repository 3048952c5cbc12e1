namespace KioskSim.Registers;

/// <summary>The base registers that push to the issuance server (000-40), each a system of its own.</summary>
public enum RegisterKind
{
    /// <summary>住民基本台帳, with the cards of its people</summary>
    Residents = 1,

    /// <summary>印鑑登録</summary>
    Seals = 2,

    /// <summary>市民税・県民税</summary>
    Taxes = 3,

    /// <summary>戸籍 and 戸籍の附票</summary>
    FamilyRegisters = 4,
}
