using KioskSim.Devices.Cards;
using KioskSim.Devices.Coins;
using KioskSim.PrinterEmulator.Device;

namespace KioskSim.Devices;

/// <summary>The devices of one multi-copy machine. They outlive the kiosk program that uses them.</summary>
public sealed class Cabinet(ICardDoor door, TimeProvider clock)
{
    public ICardDoor Door => door;

    public CoinSlotDevice Coins { get; } = new();

    /// <summary>Whether the lamp that calls the clerk is lit.</summary>
    public bool LampIsOn { get; set; }

    public PrinterDevice Printer { get; } = new(clock);
}
