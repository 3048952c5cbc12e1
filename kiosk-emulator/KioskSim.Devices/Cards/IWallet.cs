using KioskSim.Card;
using KioskSim.Domain.Values;

namespace KioskSim.Devices.Cards;

/// <summary>The pockets of all citizens of the simulation: whose card a hand can put on a reader.</summary>
public interface IWallet
{
    /// <param name="resident">The city's number of the person.</param>
    /// <returns>The card; tries left are those it was last taken away with.</returns>
    /// <exception cref="Domain.Errors.FlowException">Nobody of that number, or no card.</exception>
    Task<ICard> TakeOutAsync(MunicipalityCode municipality, string resident, CancellationToken stop);

    /// <summary>The phone, for whoever has a certificate in it.</summary>
    /// <exception cref="Domain.Errors.FlowException">Nobody of that number, or nothing in the phone.</exception>
    Task<ICard> TakeOutPhoneAsync(MunicipalityCode municipality, string resident, CancellationToken stop);
}
