namespace KioskSim.Registers;

/// <summary>印鑑登録: one entry of the seal register.</summary>
/// <param name="Number">印鑑登録番号, unique in the city.</param>
/// <param name="RegisteredOn">登録年月日; the person was at least 15.</param>
/// <param name="Inscription">The characters cut into the seal: the registered name, its family or its given part, or the alias.</param>
/// <param name="CancelledOn">廃印: since this day no certificate may be issued from the entry.</param>
public sealed record SealRegistration(
    int Number, ResidentId Resident, DateOnly RegisteredOn, string Inscription, DateOnly? CancelledOn = null)
{
    public override string ToString() => $"seal registration {Number}";
}
