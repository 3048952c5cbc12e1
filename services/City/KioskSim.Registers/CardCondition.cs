namespace KioskSim.Registers;

/// <summary>What a kiosk would make of a card on one day.</summary>
public enum CardCondition
{
    Usable = 1,
    Revoked,
    OnHold,
    Expired,

    /// <summary>Issued that day or later: kiosks take a certificate from the day after issue.</summary>
    NotYetUsable,
}

public static class CardConditions
{
    public static CardCondition On(this WalletCard card, DateOnly day) => card switch
    {
        { Status: CardStatus.Revoked } => CardCondition.Revoked,
        { Status: CardStatus.OnHold } => CardCondition.OnHold,
        _ when card.ValidTo < day => CardCondition.Expired,
        _ when card.ValidFrom >= day => CardCondition.NotYetUsable,
        _ => CardCondition.Usable,
    };
}
