namespace KioskSim.Kiosk.Session;

/// <summary>What a citizen came for, as chosen at the <see cref="Reception"/>.</summary>
abstract record Wish
{
    public sealed record Certificate(ChosenOffer Offer) : Wish;

    /// <summary>利用登録 in the city of the offer.</summary>
    public sealed record UseRegistration(ChosenOffer Offer) : Wish;

    public sealed record NewPin : Wish;
}
