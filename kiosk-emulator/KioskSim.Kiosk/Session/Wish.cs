namespace KioskSim.Kiosk.Session;

/// <summary>What a citizen came for, as chosen at the <see cref="Reception"/>. Whoever serves it disposes of it.</summary>
abstract record Wish(ChosenOffer? Chosen) : IDisposable
{
    public sealed record Certificate(ChosenOffer Offer) : Wish(Offer);

    /// <summary>利用登録 in the city of the offer.</summary>
    public sealed record UseRegistration(ChosenOffer Offer) : Wish(Offer);

    public sealed record NewPin() : Wish(Chosen: null);

    public void Dispose() => Chosen?.Dispose();
}
