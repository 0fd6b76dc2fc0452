; The uninstaller ends the app by itself. It then asks about the data of the person who uninstalls; without a window
; (/S), and after an update, the data stays.
!macro customUnInstall
  ${ifNot} ${isUpdated}
  ${andIfNot} ${Silent}
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 \
      "Also delete the settings and the chats that Counterline has kept for you on this computer?" IDNO keepData
      SetShellVarContext current
      RMDir /r "$APPDATA\Counterline"
    keepData:
  ${endIf}
!macroend
