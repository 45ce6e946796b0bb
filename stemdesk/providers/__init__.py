"""Who splits songs: the contract, one room per service, and the list of all of them."""
